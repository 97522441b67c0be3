"""Forms as a browser would send them back."""

import re


def typed(page: str) -> dict[str, list[str]]:
    """The form of a rule, of the bands, of a list or of a door, with what stands in it."""
    page = page[page.index('id="rule-form"') : page.index("</form>", page.index('id="rule-form"'))]
    form: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r' name="([^"]*)"', tag), re.search(r' value="([^"]*)"', tag)
        if name and value and ('type="checkbox"' not in tag or " checked" in tag):
            form.setdefault(name[1], []).append(value[1])
    for name, rows in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', rows)
        assert chosen, name
        form.setdefault(name, []).append(chosen[1])
    return form
