namespace LocalCloud.EventBridge.Patterns;

/// <summary>Why a pattern is not valid, with the place in it; never leaves the compiler.</summary>
internal sealed class PatternException(string message) : Exception(message);
