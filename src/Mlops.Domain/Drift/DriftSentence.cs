namespace Mlops.Domain.Drift;

/// <summary>The verdict of an analysis in plain words.</summary>
internal static class DriftSentence
{
    private const int MostNames = 5;

    public static string Of(DriftVerdict verdict, IReadOnlyList<ColumnDrift> columns, int judged, ColumnDrift? predictions, long rows, SeasonReference season)
    {
        var drifted = columns.Where(column => column.Status == ColumnStatus.Drifted).ToList();
        var names = string.Join(", ", drifted.Take(MostNames).Select(column => column.Name)) + (drifted.Count > MostNames ? ", …" : "");
        var fact = verdict switch
        {
            DriftVerdict.NotEnoughRows => $"{rows} rows are too few to judge any column",
            DriftVerdict.Stable => $"None of {judged} features has drifted over {rows} rows",
            _ when drifted.Count == 0 => $"None of {judged} features has drifted over {rows} rows, but the predictions have",
            _ => $"{drifted.Count} of {judged} features {(drifted.Count == 1 ? "has" : "have")} drifted over {rows} rows: {names}"
                + (predictions?.Status switch { ColumnStatus.Drifted => "; so have the predictions", ColumnStatus.Stable => "; the predictions have not", _ => "" }),
        };
        return season.Reason is { } reason ? $"{fact}. {reason}" : $"{fact}. Compared with the same months of the reference.";
    }
}
