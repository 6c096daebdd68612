namespace Mlops.Functions.Admit;

/// <summary>A request asks for what no run can do, or for more than fits; every problem is named.</summary>
public sealed class InvalidParametersException(IEnumerable<object> problems)
    : Exception($"The request's parameters cannot be used: {string.Join(" ", problems)}");
