namespace Mlops.Functions.Approvals;

/// <summary>The bus answered that it did not take an event: throttling or a fault, so another try may help.</summary>
public sealed class EventNotTakenException(string detailType, string? code, string? message) : Exception($"The bus did not take {detailType}: {code}: {message}");
