using LocalCloud.SageMaker;
using LocalCloud.SageMaker.Capture;
using LocalCloud.SageMaker.Hosting;
using LocalCloud.SageMaker.Images;
using LocalCloud.Tests.Processes;
using Xunit;

namespace LocalCloud.Tests.SageMaker;

public sealed class DataCaptureTests : IDisposable
{
    private readonly ComputeFixture _compute = new();

    public void Dispose() => _compute.Dispose();

    [Fact]
    public async Task Record_HalfSampled_KeepsAboutHalf()
    {
        await using (var capture = Open())
        {
            for (var call = 0; call < 1000; call++)
            {
                capture.Record(Call(50, 1));
            }
        }

        Assert.InRange(Lines(), 420, 580);
    }

    [Fact]
    public async Task Record_NoneSampled_KeepsNothing()
    {
        await using (var capture = Open())
        {
            capture.Record(Call(0, 1));
        }

        Assert.Empty(_compute.Objects.Objects);
    }

    [Fact]
    public async Task Record_MoreThanABatch_WritesWithoutWaiting()
    {
        await using var capture = Open();
        for (var call = 0; call < 5; call++)
        {
            capture.Record(Call(100, 1 << 20));
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (_compute.Objects.Objects.IsEmpty)
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }

        Assert.Equal(4, Lines());
    }

    [Fact]
    public async Task Record_SlowDestination_LosesWhatTheBufferCannotHold()
    {
        var open = new TaskCompletionSource();
        _compute.Objects.Uploading = open.Task;
        await using (var capture = Open())
        {
            for (var call = 0; call < 200; call++)
            {
                capture.Record(Call(100, 1 << 20));
            }

            open.SetResult();
        }

        Assert.InRange(Lines(), 100, 128);
    }

    [Fact]
    public async Task Start_AfterAKill_RemovesWhatWasAboutToBeWritten()
    {
        var context = Context();
        var left = Path.Combine(Directory.CreateDirectory(context.Folder("capture")).FullName, "left.jsonl");
        await File.WriteAllTextAsync(left, "{}", TestContext.Current.CancellationToken);

        await using var capture = new DataCapture(context);
        capture.Start();

        Assert.False(File.Exists(left));
    }

    [Fact]
    public async Task Record_AfterTheStop_IsToldToBeLost()
    {
        var context = Context();
        var capture = new DataCapture(context);
        await capture.DisposeAsync();

        capture.Record(Call(100, 1));

        Assert.Contains(_compute.Logs.Lines("/aws/sagemaker/Endpoints/live"), line => line.Contains("not kept", StringComparison.Ordinal));
    }

    private DataCapture Open() => new(Context());

    private SageMakerContext Context() =>
        new(_compute.Context, new ImageRegistry(Path.Combine(_compute.Folder, "images.json"), _compute.Authorizer), new JobMeter());

    private int Lines() => _compute.Objects.Objects.Values.Sum(bytes => bytes.Count(one => one == (byte)'\n'));

    private static CapturedCall Call(int percentage, int bytes) => new()
    {
        Plan = new CapturePlan
        {
            Enabled = true,
            SamplingPercentage = percentage,
            DestinationS3Uri = "s3://data/captured",
            Input = true,
            Output = false,
            CsvContentTypes = [],
            JsonContentTypes = [],
        },
        EndpointName = "live",
        Variant = new VariantPlan
        {
            Name = "AllTraffic",
            Weight = 1,
            InstanceCount = 1,
            Image = SageMakerFixture.Image,
            RoleArn = ComputeFixture.Role("model"),
            Environment = [],
            HealthCheckSeconds = 1,
        },
        Time = new DateTimeOffset(2026, 3, 1, 9, 58, 7, 250, TimeSpan.Zero),
        Input = new CapturedBody("text/csv", new byte[bytes]),
        Output = new CapturedBody("text/csv", []),
    };
}
