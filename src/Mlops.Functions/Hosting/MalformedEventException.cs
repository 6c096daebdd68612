namespace Mlops.Functions.Hosting;

/// <summary>An event that is not what its source sends; it names everything that is missing.</summary>
public sealed class MalformedEventException(string message) : Exception(message);
