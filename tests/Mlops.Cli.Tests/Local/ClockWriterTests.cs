using LocalCloud.Time;
using Mlops.Cli.Local;
using Mlops.Cli.Tests.Testing;

namespace Mlops.Cli.Tests.Local;

public sealed class ClockWriterTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly ClockFile _file;

    public ClockWriterTests() => _file = new(Path.Combine(_folder.Path, "clock"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Clock_OfAProcessThatIsKilled_HasBeenNoLaterThanWhatIsReadAfterIt()
    {
        using var clock = new VirtualTimeProvider(1000, Start);
        await using var writer = new ClockWriter(_file, clock);

        Assert.True(_file.Read() > clock.GetUtcNow());
    }

    [Fact]
    public async Task Clock_ThatIsMovedAndStopped_IsWrittenAsItIs()
    {
        using var clock = new VirtualTimeProvider(0, Start);
        await using (new ClockWriter(_file, clock))
        {
            await clock.AdvanceAsync(TimeSpan.FromDays(1), TestContext.Current.CancellationToken);
            Assert.Equal(Start.AddDays(1), _file.Read());
        }

        Assert.Equal(Start.AddDays(1), _file.Read());
    }

    [Fact]
    public async Task Clock_ThatIsStopped_DoesNotJumpAhead()
    {
        using var clock = new VirtualTimeProvider(1000, Start);
        await new ClockWriter(_file, clock).DisposeAsync();

        Assert.True(_file.Read() <= clock.GetUtcNow());
    }
}
