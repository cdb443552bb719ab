"""Severity of judges: marks as projects plus judges, fixed or drawn at random."""

from assessment.score.severity.additive import AdditiveFit as AdditiveFit
from assessment.score.severity.additive import fit_additive as fit_additive
from assessment.score.severity.reml import RemlFit as RemlFit
from assessment.score.severity.reml import fit_reml as fit_reml
from assessment.score.severity.tables import severity as severity
