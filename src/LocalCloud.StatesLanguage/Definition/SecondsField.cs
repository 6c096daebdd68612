using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Definition;

/// <summary>A whole number that a definition gives as such or by a path (<c>TimeoutSeconds</c> / <c>TimeoutSecondsPath</c>).</summary>
public sealed record SecondsField(string Field, int? Value, ValueExpression? Path);
