namespace LocalCloud.Policies;

/// <summary>How a condition treats a key that has several values in the request.</summary>
public enum SetQualifier
{
    None,
    ForAllValues,
    ForAnyValue,
}
