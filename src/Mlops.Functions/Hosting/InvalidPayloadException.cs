namespace Mlops.Functions.Hosting;

/// <summary>A payload that is not what the function takes.</summary>
public sealed class InvalidPayloadException(string reason) : Exception($"The payload cannot be used: {reason}");
