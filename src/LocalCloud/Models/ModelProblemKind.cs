namespace LocalCloud.Models;

/// <summary>Malformed: the request does not parse as the operation's input. Constraint: it does, and breaks a rule.</summary>
public enum ModelProblemKind
{
    Malformed,
    Constraint,
}
