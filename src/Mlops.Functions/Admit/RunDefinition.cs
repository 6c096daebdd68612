using Mlops.Domain.Pipelines;
using Mlops.Domain.Triggers;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.Admit;

/// <summary>The definition of a run: the deployed one, changed by the request's parameters.</summary>
internal static class RunDefinition
{
    /// <exception cref="InvalidDefinitionException">The deployed one does not hold.</exception>
    /// <exception cref="InvalidParametersException">What was asked for does not.</exception>
    public static DefinitionResult.Valid Of(AdmitInput input)
    {
        // Anybody with the right to may start an execution with any input, so the bus is not the only place that checks.
        if (RequestLimits.Check(input.RequestedBy, input.Parameters).Concat(input.ToRequest().Selection.Check()).Concat(input.Override?.Problems() ?? []).ToList() is { Count: > 0 } excesses)
        {
            throw new InvalidParametersException([$"{string.Join("; ", excesses)}."]);
        }

        return DefinitionOverrides.Apply(DefinitionPayload.Read(input.Definition), input.Parameters) switch
        {
            DefinitionResult.Valid valid => valid,
            DefinitionResult.Invalid invalid => throw new InvalidParametersException(invalid.Problems),
            var other => throw new InvalidOperationException($"Unknown result {other}."),
        };
    }
}
