"""A short cut for the commonest block of an article: a paragraph of one line, alone or in a list.

The parser's own rules would come to the same after trying ten others on every line; a test compares the two.
"""

from markdown_it.rules_block import StateBlock


def one_line(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Read a line that begins with a letter, or in bold, and that the next line cannot belong to."""
    if (
        silent
        or state.is_code_block(first)
        or not _begins_plainly(state.src, state.bMarks[first] + state.tShift[first])
    ):
        return False
    if first + 1 < state.lineMax and not state.isEmpty(first + 1) and not _next_item(state, first + 1):
        return False
    state.line = first + 1
    state.push("paragraph_open", "p", 1).map = [first, state.line]
    inline = state.push("inline", "", 0)
    inline.content = state.src[state.bMarks[first] + state.tShift[first] : state.eMarks[first]].strip(" \t\n")
    inline.map = [first, state.line]
    inline.children = []
    state.push("paragraph_close", "p", -1)
    return True


def _begins_plainly(source: str, at: int) -> bool:
    return source[at : at + 1].isalpha() or (source.startswith("**", at) and source[at + 2 : at + 3].isalpha())


def _next_item(state: StateBlock, line: int) -> bool:
    """Return whether a line begins another item of the same list, or a list of bullets under the paragraph."""
    at, indent = state.bMarks[line] + state.tShift[line], state.sCount[line]
    sibling = indent == state.listIndent and indent < state.blkIndent
    if state.src[at] in "-*":
        begins = state.src[at + 1 : at + 2] == " " and _begins_plainly(state.src, at + 2)
        return begins and (sibling or indent == state.blkIndent)
    dot = state.src.find(".", at, at + 4)
    return (
        sibling and state.src[at:dot].isdigit() and state.src[dot + 1 : dot + 2] == " " and dot + 2 < state.eMarks[line]
    )
