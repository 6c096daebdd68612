using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Execution;
using LocalCloud.StatesLanguage.Parsing;

namespace LocalCloud.StatesLanguage.Tests.Execution;

/// <summary>Runs definitions in tests.</summary>
internal static class Runs
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static StateMachineDefinition Define(string definition) => DefinitionParser.Parse(definition, _ => null) switch
    {
        ParseResult.Valid valid => valid.Definition,
        ParseResult.Invalid invalid => throw new ArgumentException(string.Join(Environment.NewLine, invalid.Problems)),
        var other => throw new InvalidOperationException(other.ToString()),
    };

    public static ExecutionFacts Facts(string input) => new()
    {
        ExecutionArn = "arn:aws:states:us-east-1:111111111111:execution:ArnPart_0idx:ExecArnPart_0idx",
        ExecutionName = "ExecArnPart_0idx",
        StateMachineArn = "arn:aws:states:us-east-1:111111111111:stateMachine:ArnPart_0idx",
        StateMachineName = "ArnPart_0idx",
        RoleArn = "snf_role_arn",
        Region = "us-east-1",
        Input = input,
        StartTime = Start,
    };

    public static Task<ExecutionOutcome> RunAsync(
        string definition, string input, ITaskRunner? tasks = null, MemoryJournal? journal = null, TimeProvider? time = null) =>
        ResumeAsync(definition, input, tasks, journal ?? new MemoryJournal(), time, TestContext.Current.CancellationToken);

    /// <summary>Goes on from the journal's last checkpoint, or starts.</summary>
    public static async Task<ExecutionOutcome> ResumeAsync(
        string definition, string input, ITaskRunner? tasks, MemoryJournal journal, TimeProvider? time, CancellationToken cancellationToken)
    {
        var ports = new ExecutionPorts(tasks ?? ScriptedTasks.None, journal, time ?? new EagerTime(Start), new Random(7));
        using var abort = new AbortSignal();
        return await new Interpreter(Define(definition), Facts(input), ports)
            .RunAsync(journal.Last(), abort, cancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
