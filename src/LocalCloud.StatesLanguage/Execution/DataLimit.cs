using LocalCloud.StatesLanguage.Definition;

namespace LocalCloud.StatesLanguage.Execution;

/// <summary>AWS's error for a payload of more than 256 KiB.</summary>
internal static class DataLimit
{
    public static StatesError Exceeded(string stateOrTask) => new(
        StatesError.DataLimitExceeded,
        $"The state/task '{stateOrTask}' returned a result with a size exceeding the maximum number of bytes service limit.");
}
