"""A tree of labelled values that says where each number comes from."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.core.labels import say


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its label, its place in a file, and the values it was made from."""

    label: str
    value: str = ""
    where: str = ""
    children: tuple[Node, ...] = ()


def render(node: Node, lang: str = "zh") -> str:
    """Return the tree as indented lines of text.

    Examples
    --------
    >>> print(render(Node("总分", "86.13", children=(Node("现场答辩", "60.29", "答辩.xlsx"),))))
    总分：86.13
      现场答辩：60.29　［答辩.xlsx］
    """
    return "\n".join(_lines(node, 0, lang))


def _lines(node: Node, depth: int, lang: str) -> list[str]:
    value = say("explain.value", lang, value=node.value) if node.value else ""
    where = say("explain.where", lang, where=node.where) if node.where else ""
    below = [line for child in node.children for line in _lines(child, depth + 1, lang)]
    return [f"{'  ' * depth}{node.label}{value}{where}", *below]


def as_dict(node: Node) -> dict[str, object]:
    """Return the tree as plain dicts and lists, for JSON.

    Examples
    --------
    >>> as_dict(Node("总分", "86.13"))
    {'label': '总分', 'value': '86.13', 'where': '', 'children': []}
    """
    return {
        "label": node.label,
        "value": node.value,
        "where": node.where,
        "children": [as_dict(child) for child in node.children],
    }
