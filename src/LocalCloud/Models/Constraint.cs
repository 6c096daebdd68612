namespace LocalCloud.Models;

/// <summary>One rule on a value of the right type, with the words that AWS uses for it.</summary>
internal sealed record Constraint<T>(string Text, Func<T, bool> Holds);
