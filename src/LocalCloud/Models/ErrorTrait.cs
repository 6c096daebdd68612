namespace LocalCloud.Models;

/// <summary>How an exception shape appears on the wire: its code where it differs from the shape's name, and its HTTP status.</summary>
public sealed record ErrorTrait(string? Code, int? HttpStatusCode, bool IsSenderFault);
