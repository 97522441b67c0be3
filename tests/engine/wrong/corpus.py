"""Wrong documents: the harbour rulebook with one thing made wrong.

(what is wrong, text to replace, text put there, the rule named, the key named, a word of the remedy)
"""

# ruff: noqa: E501

DEEP = "{all: [" * 7 + "{fact: hour, op: is, value: 3}" + "]}" * 7
NESTED = "[" * 40 + "]" * 40
MANY_TESTS = "{any: [" + ", ".join("{fact: hour, op: is, value: 3}" for _ in range(61)) + "]}"
WHEN = "when: {fact: able_to_pay, op: is, value: true}"
TEST = "{fact: hour, op: between, value: [6, 21]}"
BLOOD = "effects: [{points: 40}, {take_off: {list: black}}]"
BILLS = "{points: {per: days_late, every: 10, each: -20, cap: 100}}"
LIST = "enter: {bands: [C]}, minimum_days: 5}"
BANDB = "{id: B, label: fair, from: 900, to: 999}"
SCALE = "kind: points, start: 1000, floor: 0, ceiling: 1200, higher_is: better, expiry: window"
TRAM = "{door: express_tram, state: shut, when: [{list: black}]}"
ROOM = "consent: mandatory"
CARD = "kind: scorecard, start: 1000, floor: 0, ceiling: 1200, higher_is: better"
ONE = "/rules/0/when/all/0"

CASES = [
    # keys and shape
    ("unknown key", "operator:", "operater:", "", "/operater", "operator"),
    ("missing key", "operator: The harbour office\n", "", "", "/operator", "Add"),
    ("unknown key in a rule", "reason_code: H1", "reasoncode: H1", "h-1", "/rules/0/reasoncode", "reason_code"),
    ("duplicate key", ROOM, "consent: opt_in\nconsent: mandatory", "", "/consent", "Keep one"),
    ("duplicate key in a rule", "reason_code: H1", "reason_code: H1\n    reason_code: H2", "#1", "/rules/0/reason_code", "Keep"),
    ("merge key", ROOM, ROOM + "\n<<: {a: 1}", "", "", "key"),
    ("a list for a mapping", "{told: score, text: You are told the number.}", "[score]", "", "/disclosure", "key: value"),
    ("a mapping for a list", "on: [donate_blood]", "on: {donate_blood: true}", "h-3", "/rules/2/on", "["),
    ("another schema", "rulebook.v1", "rulebook.v9", "", "/schema", "rulebook.v1"),
    ("a word for a family", "family: none", "family: strange", "", "/family", "municipal"),
    ("a date that is none", ROOM, ROOM + "\nreviewed_on: soon", "", "/reviewed_on", "year-month-day"),
    ("an id with a space", "id: h-2", "id: h 2", "h 2", "/rules/1/id", "no spaces"),
    ("an empty text", "text: Late bills", "text: ''", "h-2", "/rules/1/text", "at least"),
    ("a text too long", "text: Late bills", f"text: {'x' * 301}", "h-2", "/rules/1/text", "at most"),
    # values that turn into something else
    ("no as a boolean", "reason_code: H1", "enabled: no", "h-1", "/rules/0/enabled", "true or false"),
    ("one as a boolean", "reason_code: H1", "number_stated: 1", "h-1", "/rules/0/number_stated", "true or false"),
    ("a number in quotes", "points: -50", 'points: "-50"', "h-1", "/rules/0/effects/0/points", "without quotes"),
    ("a year without quotes", 'years: "2020"', "years: 2020", "", "/years", "quotes"),
    ("a fraction", "points: -50", "points: -0.5", "#1", "/rules/0/effects/0/points", "whole"),
    ("a power", "points: -50", "points: 1e3", "#1", "/rules/0/effects/0/points", "whole"),
    ("not a number", "points: -50", "points: .nan", "#1", "/rules/0/effects/0/points", "whole"),
    ("infinity", "start: 1000", "start: .inf", "", "/scale/start", "whole"),
    ("a huge integer", "points: -50", "points: 99999999999999999999", "#1", "/rules/0/effects/0/points", "whole"),
    ("a large integer", "points: -50", "points: 1000001", "h-1", "/rules/0/effects/0/points", "at most"),
    ("true as points", "points: -50", "points: true", "h-1", "/rules/0/effects/0/points", "whole"),
    ("a tag", ROOM, "consent: !!str mandatory", "", "/consent", "Delete"),
    ("a Python tag", ROOM, "consent: !!python/object/apply:os.system [ls]", "", "/consent", "Delete"),
    ("an anchor", "on: [donate_blood]", "on: &acts [donate_blood]", "#3", "/rules/2/on", "Write the value out"),
    ("an alias", "on: [donate_blood]", "on: *acts", "#3", "/rules/2/on", "Write the value out"),
    ("a null character", "text: Late bills", 'text: "a\\0b"', "#2", "/rules/1/text", "Delete"),
    ("a direction override", "text: Late bills", "text: a\u202eb", "", "", "Delete"),
    ("an escaped direction override", "text: Late bills", 'text: "a\\u2066b"', "#2", "/rules/1/text", "Delete"),
    ("a zero-width space", "text: Late bills", "text: a\u200bb", "", "", "Delete"),
    ("broken brackets", "on: [donate_blood]", "on: [donate_blood", "", "", "brackets"),
    ("a tab for indentation", "    on: [donate_blood]", "\ton: [donate_blood]", "", "", "indentation"),
    ("two documents", "\nbands:", "\n---\nbands:", "", "", "one document"),
    ("nested too deep", "sources: []", f"sources: {NESTED}", "", "/evidence/sources" + "/0" * 23, "flatter"),
    # names
    ("an unknown kind", "on: [donate_blood]", "on: [donate_blod]", "h-3", "/rules/2/on/0", "donate_blood"),
    ("a kind twice", "on: [donate_blood]", "on: [donate_blood, donate_blood]", "h-3", "/rules/2/on/1", "Keep one"),
    ("an unknown fact", "fact: hour", "fact: hous", "h-1", ONE + "/fact", "hour"),
    ("an unknown fact to pay by", "per: days_late", "per: days_lat", "h-2", "/rules/1/effects/0/points/per", "days_late"),
    ("a fact that is no number", "per: days_late", "per: place", "h-2", "/rules/1/effects/0/points/per", "int"),
    ("an unknown source", "observers: all", "observers: [face_camra]", "", "/observers/0", "face_camera"),
    ("an unknown band", "bands: [C]}, min", "bands: [X]}, min", "", "/lists/0/enter/bands/0", "Known"),
    ("an unknown list", "put_on: {list: black,", "put_on: {list: blak,", "h-4", "/rules/3/effects/0/put_on/list", "black"),
    ("an unknown door", "door: express_tram, state: shut", "door: expres_tram, state: shut", "", "/doors/0/door", "express"),
    ("a state a door has not", "door: express_tram, state: shut", "door: express_tram, state: low", "", "/doors/0/state", "open"),
    ("a list of a door that is none", "when: [{list: black}]", "when: [{list: red}]", "", "/doors/0/when/0/list", "black"),
    ("a place that is none", "value: online", "value: onlin", "h-1", "/rules/0/when/all/1/not/value", "online"),
    ("a place to show that is none", "where: screen,", "where: cinema,", "h-4", "/rules/3/effects/1/display/where", "screen"),
    ("a rule id twice", "id: h-2", "id: h-1", "", "/rules/1/id", "of its own"),
    ("a band id twice", "id: B,", "id: A,", "", "/bands/1/id", "of its own"),
    # conditions
    ("an unknown operator", "op: between", "op: within", "h-1", ONE + "/op", "between"),
    ("a range backwards", WHEN, "when: {fact: amount, op: between, value: [9, 3]}", "h-4", "/rules/3/when/value", "smaller"),
    ("a range of one", "value: [6, 21]", "value: [6]", "h-1", ONE + "/value", "low, high"),
    ("a list for one value", WHEN, "when: {fact: able_to_pay, op: is, value: [true]}", "h-4", "/rules/3/when/value", "true"),
    ("a value out of range", "value: [6, 21]", "value: [6, 24]", "h-1", ONE + "/value/1", "0 to 23"),
    ("an order of places", TEST, "{fact: place, op: at_least, value: market}", "h-1", ONE + "/op", "is or in"),
    ("a number for a boolean", WHEN, "when: {fact: able_to_pay, op: is, value: 1}", "h-4", "/rules/3/when/value", "true or false"),
    ("half a test", WHEN, "when: {fact: able_to_pay, op: is}", "h-4", "/rules/3/when", "value"),
    ("two forms in one condition", WHEN, "when: {all: [], fact: hour}", "h-4", "/rules/3/when/all", "at least"),
    ("an empty condition", WHEN, "when: {}", "h-4", "/rules/3/when", "fact"),
    ("conditions too deep", WHEN, f"when: {DEEP}", "h-4", "/rules/3/when" + "/all/0" * 6, "flatter"),
    ("conditions too many", WHEN, f"when: {MANY_TESTS}", "h-4", "/rules/3/when", "Split"),
    ("code instead of data", WHEN, "when: able_to_pay == True", "h-4", "/rules/3/when", "key: value"),
    # effects, scale, bands, lists
    ("two effects in one line", BLOOD, "effects: [{points: 40, record: {entry: x, days: 1}}]", "h-3", "/rules/2/effects/0", "own line"),
    ("no effect", BLOOD, "effects: []", "h-3", "/rules/2/effects", "at least"),
    ("an empty effect", BLOOD, "effects: [{}]\n    note: x", "h-3", "/rules/2/effects/0", "own line"),
    ("for every nothing", "every: 10", "every: 0", "h-2", "/rules/1/effects/0/points/every", "at least 1"),
    ("points without end", BILLS, "{points: {per: days_late, every: 1, each: -9000}}", "h-2", "/rules/1/effects/0/points", "cap"),
    ("days below one", "expires: 30", "expires: 0", "h-1", "/rules/0/expires", "at least 1"),
    ("nothing that expires", "  - id: h-4\n", "  - id: h-4\n    expires: 9\n", "h-4", "/rules/3/expires", "days"),
    ("no times at most", "times: 2", "times: 0", "h-1", "/rules/0/at_most/times", "at least 1"),
    ("stars on a scale of points", BLOOD, "effects: [{stars: {value: 500}}]\n    note: x", "h-3", "/rules/2/effects/0/stars", "points"),
    ("points on a record", SCALE, SCALE.replace("points", "record"), "h-1", "/rules/0/effects/0/points", "record"),
    ("refund on a scorecard", SCALE, CARD + ", expiry: refund", "", "/scale/expiry", "window"),
    ("stars without a prior", SCALE, SCALE.replace("points", "stars"), "", "/scale/prior_weight", "20"),
    ("a start below the floor", "start: 1000", "start: -1", "", "/scale/start", "between"),
    ("a floor above the ceiling", "floor: 0", "floor: 1300", "", "/scale/floor", "smaller"),
    ("a gap between bands", BANDB, "{id: B, label: fair, from: 901, to: 999}", "", "/bands/1/from", "900"),
    ("bands that overlap", BANDB, "{id: B, label: fair, from: 899, to: 999}", "", "/bands/1/from", "900"),
    ("bands that end early", "from: 1000, to: 1200", "from: 1000, to: 1199", "", "/bands/0/to", "1200"),
    ("bands worst first", "higher_is: better", "higher_is: worse", "", "/bands", "order"),
    ("a band backwards", BANDB, "{id: B, label: fair, from: 999, to: 900}", "", "/bands/1/from", "smaller"),
    ("lists in a ring", LIST, LIST[:-1] + ", joint: [black]}", "", "/lists/0/joint", "ring"),
    ("a door that asks nothing", TRAM, "{door: express_tram, state: shut, when: [{}]}", "", "/doors/0/when/0", "list"),
    ("what is recalled called documented", "marker: fictionalised, evidence: null", "marker: documented, evidence: recalled",
     "", "/evidence", "reported"),
    ("too few examples", "examples:\n  - {name: Nothing", "examples: []\nnote:\n  - {name: Nothing", "", "/note", "Delete"),
    ("an example after its last day", "  - name: Crossing once by day\n    days: 3", "  - name: Crossing\n    days: 1", "",
     "/examples/1/observations/0/day", "days: 2"),
    ("an example of an unknown kind", "{day: 2, kind: cross_on_red", "{day: 2, kind: cross", "",
     "/examples/1/observations/0/kind", "Known"),
    ("characteristics on a scale of points", ROOM, ROOM + "\ncharacteristics: [{id: c, text: Age, of: {fact: age}, "
     "bins: [{from: 0, points: 1}]}]", "", "/characteristics", "scorecard"),
    ("bins that overlap", SCALE + "}", CARD + "}\ncharacteristics: [{id: c, text: Age, of: {fact: age}, "
     "bins: [{from: 0, to: 9, points: 1}, {from: 9, points: 2}]}]", "c", "/characteristics/0/bins/1", "apart"),
    ("a bin of both forms", SCALE + "}", CARD + "}\ncharacteristics: [{id: c, text: Age, of: {fact: age}, "
     "bins: [{from: 0, is: [1], points: 1}]}]", "c", "/characteristics/0/bins/0", "points"),
    ("a multiplier that asks an act", SCALE + "}", CARD + "}\nmultipliers: [{id: m, text: Late, percent: 50, "
     "when: {fact: hour, op: is, value: 3}}]", "m", "/multipliers/0/when/fact", "citizen"),
]  # fmt: skip

NO_RULEBOOKS = [
    b"",
    b"\xff\xfe",
    b"- 1",
    b"7",
    b"{",
    b'{"id": NaN}',
    b'{"id": 1, "id": 2}',
    b"[" * 100_000,
    b"a: " * 5000,
    b'{"a":' * 50_000,
    b"&a " * 20_000,
    b"a: b\n" * 80_000,
    "\ud800".encode("utf-8", "surrogatepass"),
]
