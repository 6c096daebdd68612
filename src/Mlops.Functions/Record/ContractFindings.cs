using System.Text.Json;
using Mlops.Domain.Contracts;
using Mlops.Functions.Hosting;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Record;

/// <summary>Reads from <c>prepare.json</c>, which is state data, what the data contract found.</summary>
internal static class ContractFindings
{
    // The report has all of them.
    private const int MostFindings = 10;

    /// <summary>Null without a contract, or where another image's report says nothing that can be read.</summary>
    public static ContractReport? Read(JsonElement? prepared, string pipeline, string run)
    {
        try
        {
            return prepared?.At("contract")?.Deserialize(FunctionsJson.Wire.ContractReport) is { } report
                ? report with { Findings = [.. report.Findings.Take(MostFindings)], Quarantine = report.HasQuarantine ? ArtifactKeys.Quarantine(pipeline, run) : null }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
