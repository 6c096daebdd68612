using Mlops.Algorithm.Csv;
using Mlops.Domain.Contracts;

namespace Mlops.Algorithm.Contracts;

/// <summary>Broken rules by what they do. Without a contract every one rejects.</summary>
internal sealed class Findings
{
    /// <summary>Where a rule about all rows is broken.</summary>
    public const string AllFiles = "all files";

    private const int MostReported = 50;

    public ProblemLog Rejected { get; } = new();

    public ProblemLog Dropped { get; } = new();

    public ProblemLog Warned { get; } = new();

    public ProblemLog Of(RuleAction action) => action switch
    {
        RuleAction.Reject => Rejected,
        RuleAction.Drop => Dropped,
        _ => Warned,
    };

    /// <summary>The first groups of each kind, the gravest kind first.</summary>
    public ContractReport Report(DroppedData dropped)
    {
        RuleAction[] actions = [RuleAction.Reject, RuleAction.Drop, RuleAction.Warn];
        return new ContractReport
        {
            RowsRead = dropped.AllRows,
            RowsDropped = dropped.Rows,
            FilesQuarantined = dropped.Files,
            Findings = [.. actions.SelectMany(action => Of(action).Groups.Take(MostReported).Select(group => Finding(action, group)))],
            FindingCount = actions.Sum(action => Of(action).Groups.Count),
        };
    }

    private static ContractFinding Finding(RuleAction action, ProblemGroup group) => new()
    {
        File = group.File,
        Column = group.Column,
        Rule = group.Rule,
        Action = action,
        Count = group.Count,
        Rows = group.Rows.IsEmpty ? null : group.Rows.Describe(10),
        Message = group.Messages is [var first, ..] ? first : "",
    };
}
