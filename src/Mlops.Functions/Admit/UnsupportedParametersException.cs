namespace Mlops.Functions.Admit;

/// <summary>A request asks for changes to the definition, which no run can make yet.</summary>
public sealed class UnsupportedParametersException(IEnumerable<string> names)
    : Exception($"Parameters of a request are not supported: {string.Join(", ", names.Order(StringComparer.Ordinal))}. Start it with \"parameters\": {{}} and change the pipeline's definition instead.");
