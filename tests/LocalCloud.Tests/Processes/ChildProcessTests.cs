using System.Diagnostics;
using System.Threading.Channels;
using LocalCloud.Processes;
using Xunit;

namespace LocalCloud.Tests.Processes;

public sealed class ChildProcessTests : IDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(10);
    private readonly ComputeFixture _fixture = new();
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Start_Script_PumpsBothOutputsAndGivesTheExitCode()
    {
        await using var child = Start("echo out; echo err >&2; printf last; exit 7");

        Assert.Equal(7, await child.Exited.WaitAsync(_limit, TestContext.Current.CancellationToken));
        Assert.Equal(["err", "last", "out"], Lines().Order());
    }

    [Fact]
    public async Task Start_WithEnvironment_InheritsNothing()
    {
        await using var child = Start("/usr/bin/env | cut -d= -f1 | sort");

        await child.Exited.WaitAsync(_limit, TestContext.Current.CancellationToken);

        Assert.Equal(["PATH", "PWD", "SHLVL", "_"], Lines().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Stop_ProcessThatHandlesTerm_EndsByItself()
    {
        await using var child = Start("trap 'echo bye; exit 0' TERM; echo ready; while true; do sleep 0.05; done");
        await _lines.Reader.ReadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, await child.StopAsync(_limit));
        Assert.Contains("bye", Lines());
    }

    [Fact]
    public async Task Stop_ProcessThatIgnoresTerm_IsKilledAfterTheGrace()
    {
        await using var child = Start("trap '' TERM; echo ready; while true; do sleep 1; done");
        await _lines.Reader.ReadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(128 + 9, await child.StopAsync(TimeSpan.FromMilliseconds(200)));
    }

    [Fact]
    public async Task Kill_ProcessWithChildren_EndsTheWholeGroup()
    {
        await using var child = Start("sleep 300 & echo $!; wait");
        var grandchild = int.Parse(await _lines.Reader.ReadAsync(TestContext.Current.CancellationToken), System.Globalization.CultureInfo.InvariantCulture);

        await child.KillAsync();

        Assert.True(await IsGoneAsync(grandchild));
    }

    [Fact]
    public void Start_MissingExecutable_NamesIt()
    {
        var start = new ProcessStart { FileName = "/no/such/thing", WorkingFolder = "/", Environment = new Dictionary<string, string>() };

        var exception = Assert.Throws<FileNotFoundException>(() => ChildProcess.Start(start, _ => { }, TimeProvider.System));

        Assert.Contains("/no/such/thing", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>This test's own parent process, killed with SIGKILL, is the launcher's stand-in: setpriv is asked to do just what ChildProcess asks of it.</summary>
    [Fact]
    public async Task Start_ParentIsKilled_ChildDies()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/setpriv"), "util-linux's setpriv is not installed");
        await using var parent = Start("/usr/bin/setpriv --pdeathsig KILL -- /usr/bin/setsid sleep 300 & echo $!; wait");
        var grandchild = int.Parse(await _lines.Reader.ReadAsync(TestContext.Current.CancellationToken), System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(await UntilAsync(() => File.ReadAllText($"/proc/{grandchild}/cmdline").StartsWith("sleep", StringComparison.Ordinal)));

        // Only the leader is killed; the child has left its group.
        using var leader = Process.GetProcessById(parent.Id);
        leader.Kill();

        Assert.True(await IsGoneAsync(grandchild));
    }

    private static Task<bool> IsGoneAsync(int process) => UntilAsync(() => !File.Exists($"/proc/{process}/stat")
        || File.ReadAllText($"/proc/{process}/stat").Contains(") Z", StringComparison.Ordinal));

    private static async Task<bool> UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(_limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!Holds(condition))
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }

        return true;
    }

    private static bool Holds(Func<bool> condition)
    {
        try
        {
            return condition();
        }
        catch (IOException)
        {
            // The process went away between the check and the read.
            return true;
        }
    }

    private List<string> Lines()
    {
        var lines = new List<string>();
        while (_lines.Reader.TryRead(out var line))
        {
            lines.Add(line);
        }

        return lines;
    }

    private ChildProcess Start(string script) => ChildProcess.Start(
        new ProcessStart
        {
            FileName = "/bin/bash",
            Arguments = ["-c", script],
            WorkingFolder = _fixture.Folder,
            Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" },
        },
        line => _lines.Writer.TryWrite(line),
        TimeProvider.System);
}
