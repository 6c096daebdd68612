using Mlops.Domain.Contracts;

namespace Mlops.Algorithm.Contracts;

/// <summary>The rules that the current row breaks. One of them is enough to keep the row out, unless it only warns.</summary>
internal sealed class RowReasons(Findings findings)
{
    private readonly List<(string Rule, string? Column, string Message)> _reasons = [];

    public bool IsBad => _reasons.Count > 0;

    public IReadOnlyList<(string Rule, string? Column, string Message)> All => _reasons;

    public void Clear() => _reasons.Clear();

    public void Add(RuleAction action, string rule, string file, long row, string? column, string message)
    {
        findings.Of(action).Add(rule, file, row, column, message);
        if (action != RuleAction.Warn)
        {
            _reasons.Add((rule, column, message));
        }
    }
}
