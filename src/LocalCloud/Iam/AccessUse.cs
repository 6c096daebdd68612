namespace LocalCloud.Iam;

/// <summary>A permission that a role has used: the raw material of "granted and never used".</summary>
public sealed record AccessUse(string Role, string Action, string Resource);
