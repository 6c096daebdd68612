using System.Text.Json;

namespace Mlops.Algorithm.Tests.Monitoring;

/// <summary>Takes numbers out of <c>monitor.json</c>.</summary>
internal static class ReportElement
{
    public static int Number(this JsonElement report, string name) => report.GetProperty(name).GetInt32();

    public static int Requests(this JsonElement report, string name) => report.GetProperty("requests").GetProperty(name).GetInt32();

    public static int Truth(this JsonElement report, string name) => report.GetProperty("truth").GetProperty(name).GetInt32();
}
