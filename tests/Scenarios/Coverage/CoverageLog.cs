using System.Text.Json.Nodes;
using Amazon.StepFunctions.Model;
using Mlops.Cli.Access;
using Mlops.Cli.Connections;

namespace Scenarios.Coverage;

/// <summary>What the executions of all scenarios came to, noted down when their clouds stop.</summary>
internal static class CoverageLog
{
    private static readonly Lock Gate = new();
    private static readonly HashSet<Entry> Entries = [];
    private static readonly HashSet<Permission> Permissions = [];
    private static readonly HashSet<string> Classes = new(StringComparer.Ordinal);

    public static IReadOnlySet<Entry> Reached
    {
        get
        {
            lock (Gate)
            {
                return Entries.ToHashSet();
            }
        }
    }

    /// <summary>What the roles of all scenarios' clouds made use of.</summary>
    public static IReadOnlySet<Permission> Used
    {
        get
        {
            lock (Gate)
            {
                return Permissions.ToHashSet();
            }
        }
    }

    /// <summary>The scenario classes that have noted anything.</summary>
    public static IReadOnlySet<string> Played
    {
        get
        {
            lock (Gate)
            {
                return Classes.ToHashSet(StringComparer.Ordinal);
            }
        }
    }

    public static async Task NoteAsync(Connection connection, CancellationToken cancellationToken)
    {
        NotePlayed();
        var machines = await connection.StepFunctions.ListStateMachinesAsync(new ListStateMachinesRequest(), cancellationToken);
        foreach (var machine in machines.StateMachines ?? [])
        {
            var described = await connection.StepFunctions.DescribeStateMachineAsync(new DescribeStateMachineRequest { StateMachineArn = machine.StateMachineArn }, cancellationToken);
            var definition = JsonNode.Parse(described.Definition)!.AsObject();
            foreach (var execution in await ExecutionsAsync(connection, machine.StateMachineArn, cancellationToken))
            {
                Note(Trail.Of(Entry.Kind(machine.Name), definition, await HistoryAsync(connection, execution, cancellationToken)));
            }
        }

        Note(await new AccessReview(connection.Iam, TimeProvider.System).ReadAsync(pipeline: null, cancellationToken));
    }

    private static void Note(IReadOnlySet<Entry> reached)
    {
        lock (Gate)
        {
            Entries.UnionWith(reached);
        }
    }

    // A scenario that starts no execution was played, too.
    private static void NotePlayed()
    {
        lock (Gate)
        {
            if (TestContext.Current.TestClass?.TestClassSimpleName is { } name)
            {
                Classes.Add(name);
            }
        }
    }

    private static void Note(IReadOnlyList<GrantedAction> granted)
    {
        lock (Gate)
        {
            Permissions.UnionWith(granted.Where(action => action.Use == ActionUse.Used).Select(Permission.Of));
        }
    }

    private static async Task<IReadOnlyList<string>> ExecutionsAsync(Connection connection, string machine, CancellationToken cancellationToken)
    {
        var executions = new List<string>();
        var request = new ListExecutionsRequest { StateMachineArn = machine };
        do
        {
            var page = await connection.StepFunctions.ListExecutionsAsync(request, cancellationToken);
            executions.AddRange((page.Executions ?? []).Select(execution => execution.ExecutionArn));
            request.NextToken = page.NextToken;
        }
        while (request.NextToken is not null);

        return executions;
    }

    private static async Task<IReadOnlyList<HistoryEvent>> HistoryAsync(Connection connection, string execution, CancellationToken cancellationToken)
    {
        var history = new List<HistoryEvent>();
        var request = new GetExecutionHistoryRequest { ExecutionArn = execution, MaxResults = 1000, IncludeExecutionData = false };
        do
        {
            var page = await connection.StepFunctions.GetExecutionHistoryAsync(request, cancellationToken);
            history.AddRange(page.Events);
            request.NextToken = page.NextToken;
        }
        while (request.NextToken is not null);

        return history;
    }
}
