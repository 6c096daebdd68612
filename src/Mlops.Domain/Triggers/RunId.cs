using System.Globalization;
using Mlops.Domain.Json;

namespace Mlops.Domain.Triggers;

/// <summary>The 18 characters that name a run: the execution's start to the minute, and the start of its ARN's hash. Ordinal order is order in time.</summary>
public static class RunId
{
    public static string Of(string executionArn, DateTimeOffset startedAt) =>
        $"{startedAt.UtcDateTime.ToString("yyMMddHHmm", CultureInfo.InvariantCulture)}-{ContentHash.Of(executionArn)[..7]}";
}
