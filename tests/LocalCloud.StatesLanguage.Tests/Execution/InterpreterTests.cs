using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Execution;
using LocalCloud.StatesLanguage.Paths;
using Microsoft.Extensions.Time.Testing;

namespace LocalCloud.StatesLanguage.Tests.Execution;

public sealed class InterpreterTests
{
    private const string Chain = """
        {"StartAt":"A","States":{
          "A":{"Type":"Task","Resource":"arn:aws:states:::x:submit.sync","ResultPath":"$.a","Next":"B"},
          "B":{"Type":"Wait","Seconds":60,"Next":"C"},
          "C":{"Type":"Choice","Choices":[{"Variable":"$.a","NumericEquals":7,"Next":"D"}],"Default":"F"},
          "D":{"Type":"Pass","Parameters":{"sum.$":"States.MathAdd($.a, 1)"},"End":true},
          "F":{"Type":"Fail","Error":"Wrong"}}}
        """;

    [Fact]
    public async Task Parallel_OneBranchBreaks_StopsTheOthers()
    {
        const string parallel = """
            {"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[
              {"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::x:submit.sync","End":true}}},
              {"StartAt":"B","States":{"B":{"Type":"Pass","End":true}}}]}}}
            """;
        var tasks = new ScriptedTasks(async (_, _, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new TaskOutcome.Succeeded(null);
        });
        var journal = new MemoryJournal { Written = write => _ = write == 4 ? throw new InvalidOperationException("disk full") : write };

        await Assert.ThrowsAsync<InvalidOperationException>(() => Runs.RunAsync(parallel, "{}", tasks, journal));
    }

    [Fact]
    public async Task Task_InterruptedWhenItsWorkIsAccepted_StillWritesThatDown()
    {
        using var dead = new CancellationTokenSource();
        var journal = new MemoryJournal();
        var tasks = new ScriptedTasks(async (_, progress, _) =>
        {
            await dead.CancelAsync();
            await progress.SubmittedAsync(new JsonObject { ["id"] = 1 });
            return new TaskOutcome.Succeeded(7);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Runs.ResumeAsync(Chain, "{}", tasks, journal, null, dead.Token));

        Assert.NotNull(journal.Last()!.Task!.Submitted);
    }

    [Fact]
    public async Task Execution_KilledAfterAnyWrite_GoesOnToTheSameEnd()
    {
        var whole = new MemoryJournal();
        await Runs.RunAsync(Chain, "{}", Submitting(), whole);

        for (var kill = 1; kill < whole.Writes; kill++)
        {
            using var dead = new CancellationTokenSource();
            var journal = new MemoryJournal();
            var tasks = Submitting();
            var stop = kill;
            journal.Written = write =>
            {
                if (write == stop)
                {
                    dead.Cancel();
                }
            };
            try
            {
                await Runs.ResumeAsync(Chain, "{}", tasks, journal, null, dead.Token);
            }
            catch (OperationCanceledException)
            {
                // As intended: what follows is the next process.
            }

            journal.Written = null;
            var outcome = await Runs.ResumeAsync(Chain, "{}", tasks, journal, null, TestContext.Current.CancellationToken);

            Assert.Equal("""{"sum":8}""", JsonText.Write(Assert.IsType<ExecutionOutcome.Succeeded>(outcome).Output));
            Assert.Single(journal.Events, item => item.Type == "TaskSubmitted");
        }
    }

    [Fact]
    public async Task History_OfBranches_IsATreeRootedAtZero()
    {
        var journal = new MemoryJournal();

        await Runs.RunAsync(
            """
            {"StartAt":"P","States":{"P":{"Type":"Parallel","Next":"M","Branches":[
                {"StartAt":"X","States":{"X":{"Type":"Wait","Seconds":1,"Next":"Y"},"Y":{"Type":"Pass","End":true}}},
                {"StartAt":"Z","States":{"Z":{"Type":"Pass","End":true}}}]},
              "M":{"Type":"Map","ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}},"End":true}}}
            """, "{}", journal: journal);

        Assert.Equal(Enumerable.Range(1, journal.Events.Count).Select(id => (long)id), journal.Events.Select(item => item.Id));
        Assert.All(journal.Events, item => Assert.InRange(item.PreviousEventId, 0, item.Id - 1));
    }

    [Fact]
    public async Task Parallel_WithASlowFirstBranch_KeepsTheBranchesOrder()
    {
        var outcome = await Runs.RunAsync(
            """
            {"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[
                {"StartAt":"X","States":{"X":{"Type":"Wait","Seconds":5,"Next":"Y"},"Y":{"Type":"Pass","Result":1,"End":true}}},
                {"StartAt":"Z","States":{"Z":{"Type":"Pass","Result":2,"End":true}}}]}}}
            """, "{}");

        Assert.Equal("[1,2]", JsonText.Write(Assert.IsType<ExecutionOutcome.Succeeded>(outcome).Output));
    }

    [Fact]
    public async Task Task_ThatFailsTwice_IsRetriedAndSucceeds()
    {
        var failures = 0;
        var tasks = new ScriptedTasks(_ => failures++ < 2 ? new TaskOutcome.Failed(new StatesError("E", "c")) : new TaskOutcome.Succeeded(1));
        var time = new EagerTime(Runs.Start);

        var outcome = await Runs.RunAsync(
            """{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::x:y","Retry":[{"ErrorEquals":["E"],"IntervalSeconds":10,"BackoffRate":3}],"End":true}}}""",
            "{}", tasks, time: time);

        Assert.IsType<ExecutionOutcome.Succeeded>(outcome);
        Assert.Equal(TimeSpan.FromSeconds(10 + 30), time.GetUtcNow() - Runs.Start);
    }

    [Fact]
    public async Task Task_PastItsTimeout_IsStoppedAndCaught()
    {
        var tasks = new ScriptedTasks(async (_, _, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new TaskOutcome.Succeeded(null);
        });

        var outcome = await Runs.RunAsync(
            """{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::x:y","TimeoutSeconds":5,"Catch":[{"ErrorEquals":["States.Timeout"],"Next":"C","ResultPath":"$.e"}],"End":true},"C":{"Type":"Pass","End":true}}}""",
            """{"k":1}""", tasks);

        Assert.Equal("""{"k":1,"e":{"Error":"States.Timeout","Cause":""}}""", JsonText.Write(Assert.IsType<ExecutionOutcome.Succeeded>(outcome).Output));
        Assert.Single(tasks.Stopped);
    }

    [Fact]
    public async Task Execution_PastItsTimeout_EndsTimedOut()
    {
        var journal = new MemoryJournal();

        var outcome = await Runs.RunAsync("""{"TimeoutSeconds":5,"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":60,"End":true}}}""", "{}", journal: journal);

        Assert.IsType<ExecutionOutcome.TimedOut>(outcome);
        Assert.Equal("ExecutionTimedOut", journal.Events[^1].Type);
    }

    [Fact]
    public async Task Execution_Aborted_EndsWithTheReason()
    {
        using var abort = new AbortSignal();
        var journal = new MemoryJournal();
        var definition = Runs.Define("""{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":60,"End":true}}}""");
        var ports = new ExecutionPorts(ScriptedTasks.None, journal, new FakeTimeProvider(Runs.Start), new Random(1));
        var running = new Interpreter(definition, Runs.Facts("{}"), ports).RunAsync(null, abort, TestContext.Current.CancellationToken);

        abort.Abort(new StatesError("E", "C"));

        Assert.Equal(new ExecutionOutcome.Aborted(new StatesError("E", "C")), await running);
        Assert.Equal("ExecutionAborted", journal.Events[^1].Type);
    }

    [Fact]
    public async Task Output_BeyondTheLimit_FailsTheExecution()
    {
        var tasks = new ScriptedTasks(_ => new TaskOutcome.Succeeded(new string('x', 200_000)));

        var outcome = await Runs.RunAsync(
            """
            {"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::x:y","ResultPath":"$.a","Next":"B"},
              "B":{"Type":"Task","Resource":"arn:aws:states:::x:y","ResultPath":"$.b","Catch":[{"ErrorEquals":["States.ALL"],"Next":"C"}],"End":true},
              "C":{"Type":"Succeed"}}}
            """, "{}", tasks);

        Assert.Equal(StatesError.DataLimitExceeded, Assert.IsType<ExecutionOutcome.Failed>(outcome).Error.Error);
    }

    [Fact]
    public async Task Execution_ThatNeverEnds_StopsAtTheHistorysLimit()
    {
        var journal = new MemoryJournal();

        var outcome = await Runs.RunAsync(
            """
            {"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},
              "B":{"Type":"Choice","Choices":[{"Variable":"$.stop","IsPresent":true,"Next":"C"}],"Default":"A"},"C":{"Type":"Succeed"}}}
            """, "{}", journal: journal);

        Assert.Equal("The execution reached the maximum number of history events (25000).", Assert.IsType<ExecutionOutcome.Failed>(outcome).Error.Cause);
        Assert.Equal(25_000, journal.Events.Count);
    }

    [Fact]
    public async Task Choice_WithoutAMatch_Fails()
    {
        var outcome = await Runs.RunAsync(
            """{"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[{"Variable":"$.a","StringMatches":"x*","Next":"D"}]},"D":{"Type":"Succeed"}}}""", """{"a":"y"}""");

        Assert.Equal(StatesError.NoChoiceMatched, Assert.IsType<ExecutionOutcome.Failed>(outcome).Error.Error);
    }

    private static ScriptedTasks Submitting() => new(async (call, progress, cancellationToken) =>
    {
        if (call.Submitted is null)
        {
            await progress.SubmittedAsync(new JsonObject { ["id"] = 1 });
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new TaskOutcome.Succeeded(7);
    });
}
