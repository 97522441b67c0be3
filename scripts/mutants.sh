#!/bin/sh
# Mutants of the engine's meaning: which small changes no test notices. Each group of modules is mutated in a copy of its
# own under mutants/ (which may be deleted), against the smallest set of tests that is about it.
#   scripts/mutants.sh            every group, some hours
#   scripts/mutants.sh reasons    the group that holds this module
set -eu
bin=$(cd "${VENV:-.venv}/bin" && pwd)
home=$(pwd)
export HYPOTHESIS_PROFILE=mutants EXAMPLES="${EXAMPLES:-12}"

groups() {
	cat <<-'LIST'
		conditions effects settlement|conditions records worked reading meaning
		reasons state|reasons door_lines numbers records worked versions
		desk model explanation|numbers versions trace_document records worked scorecards
		doors associations card rates|door_lines company scorecards shares
		observation faults examples reforms|observations faults examples reforms
		trace|trace_document reasons
		comparison columns|comparisons towns
		findings|remedies
		rule_edits changes|smallest_edits differences
		build builder|refusals
		build_rules build_scorecard build_examples|refusals
		reader|plain_documents reader_limits
		vocabulary|words
		remarks jsonlogic|remarks jsonlogic reading
		load validation check|loading checking wrong_documents
		sentences sentences_of_lines|sentences
		tables|any_act
		put_on list_scan|list_scans
		quiet room|quiet room
		near nearly walks|near near_offices walks ways
	LIST
}

# pytest starts anew for each mutant: plugins that no engine test needs are left out
without="randomly cacheprovider unraisableexception threadexception playwright base_url schemathesis xdist logging"

mutate() { # the copy's own mutmut settings: these modules, these tests
	mkdir -p "$3"
	git ls-files -co --exclude-standard -z | tar --null --ignore-failed-read -cf - -T - | tar xf - -C "$3"
	(
		cd "$3"
		MODULES="$1" TESTS="$2" WITHOUT="$without" "$bin/python" "$home/scripts/mutants_of.py" pyproject.toml
		"$bin/mutmut" run --max-children "${CHILDREN:-1}" || true
		"$bin/mutmut" results
	)
}

groups | while IFS='|' read -r modules tests; do
	name=${modules%% *}
	for wanted in ${*:-$name}; do
		case " $modules " in *" $wanted "*)
			mutate "$modules" "$tests" "mutants/$name" </dev/null
			break ;;
		esac
	done
done
