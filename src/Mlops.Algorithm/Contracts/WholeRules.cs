using System.Globalization;
using Mlops.Algorithm.Preparation;
using Mlops.Domain.Contracts;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Contracts;

/// <summary>What is known of the data when all of it was read; <c>Missing</c> counts by column, <c>Rows</c> are those that stayed, oldest first.</summary>
internal sealed record WholeData(IReadOnlyList<RawRow> Rows, IReadOnlyList<string> Columns, IReadOnlyList<long> Missing, NewestEvent? Newest, DroppedData Dropped);

/// <summary>The rules about all rows: how many there are, how many values are missing, how fresh they are, and how much was dropped.</summary>
internal sealed class WholeRules(DataContract contract, Findings findings)
{
    public void Check(WholeData data, ProblemDefinition problem)
    {
        CheckMissing(data);
        CheckRows(data.Rows.Count);
        if (contract.Freshness is { } freshness && problem.TimeColumn is { } time && data.Newest is { } newest)
        {
            CheckFreshness(freshness, time, newest.Time, newest.Uploaded);
        }

        if (contract.Limits.Exceeded(data.Dropped).ToList() is { Count: > 0 } exceeded)
        {
            // What broke most often is what somebody should look at first.
            var first = findings.Dropped.Total == 0 ? "" : $": {findings.Dropped.Describe(1)}";
            findings.Rejected.Add(DataRules.Limit, Findings.AllFiles, null, null, string.Join("; ", exceeded) + first);
        }
    }

    private void CheckMissing(WholeData data)
    {
        foreach (var (index, name) in data.Columns.Index())
        {
            var (missing, rows) = (data.Missing[index], data.Rows.Count);
            if (contract.Columns.GetValueOrDefault(name) is { MaximumMissing: { } most } column && missing > most * rows)
            {
                var message = string.Create(CultureInfo.InvariantCulture, $"{missing:N0} of {rows:N0} values are missing ({100.0 * missing / rows:0.##} %), and the contract allows {100 * most:0.####} %");
                findings.Of((column.Action ?? contract.Action).ForAll()).Add(DataRules.Missing, Findings.AllFiles, null, name, message);
            }
        }
    }

    private void CheckRows(int rows)
    {
        if (rows < contract.Rows.Minimum)
        {
            findings.Rejected.Add(DataRules.Rows, Findings.AllFiles, null, null, string.Create(CultureInfo.InvariantCulture, $"there are {rows:N0} rows, and the contract demands {contract.Rows.Minimum:N0} or more"));
        }

        if (rows > contract.Rows.Maximum)
        {
            findings.Rejected.Add(DataRules.Rows, Findings.AllFiles, null, null, string.Create(CultureInfo.InvariantCulture, $"there are {rows:N0} rows, and the contract allows {contract.Rows.Maximum:N0}"));
        }
    }

    private void CheckFreshness(FreshnessContract freshness, string time, DateTime newest, DateTimeOffset? uploaded)
    {
        if (uploaded is not { } upload)
        {
            findings.Warned.Add(DataRules.Freshness, Findings.AllFiles, null, time, "the manifest does not say when the file with the newest event was uploaded: how fresh they are is not known");
            return;
        }

        if (newest < upload.UtcDateTime - freshness.Within)
        {
            var message = string.Create(
                CultureInfo.InvariantCulture,
                $"the newest event is of {newest:yyyy-MM-dd HH:mm}, its file was uploaded at {upload.UtcDateTime:yyyy-MM-dd HH:mm}, and the contract allows {IsoDuration.Format(new CalendarDuration(0, freshness.Within.Days, freshness.Within - TimeSpan.FromDays(freshness.Within.Days)))} between them");
            findings.Of((freshness.Action ?? RuleAction.Reject).ForAll()).Add(DataRules.Freshness, Findings.AllFiles, null, time, message);
        }
    }
}
