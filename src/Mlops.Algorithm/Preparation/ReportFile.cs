using System.Text.Json;
using Mlops.Domain.Contracts;
using Mlops.Domain.Json;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Preparation;

/// <summary><c>prepare.json</c> as written: it becomes state data of the Retrain machine, which holds 256 KiB in all, so lists are cut to their beginning.</summary>
internal static class ReportFile
{
    public const int MostBytes = 64 * 1024;

    private const int MostBytesOfColumns = MostBytes / 4;

    private const int MostBytesOfFindings = MostBytes / 4;

    public static byte[] Content(PrepareReport report)
    {
        while (report.Columns.Count > 0 && JsonSerializer.SerializeToUtf8Bytes(report.Columns, DomainJson.Wire.IReadOnlyListString).Length > MostBytesOfColumns)
        {
            report = report with { Columns = [.. report.Columns.Take(report.Columns.Count / 2)] };
        }

        if (report.Contract is { } contract)
        {
            report = report with { Contract = Shorten(contract) };
        }

        var content = Serialize(report);
        while (content.Length > MostBytes && report.Problems.Count > 0)
        {
            report = report with { Problems = [.. report.Problems.Take(report.Problems.Count / 2)] };
            content = Serialize(report);
        }

        return content;
    }

    private static ContractReport Shorten(ContractReport contract)
    {
        while (contract.Findings.Count > 0 && JsonSerializer.SerializeToUtf8Bytes(contract, DomainJson.Wire.ContractReport).Length > MostBytesOfFindings)
        {
            contract = contract with { Findings = [.. contract.Findings.Take(contract.Findings.Count / 2)] };
        }

        return contract;
    }

    private static byte[] Serialize(PrepareReport report) => JsonSerializer.SerializeToUtf8Bytes(report, DomainJson.Wire.PrepareReport);
}
