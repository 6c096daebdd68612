namespace LocalCloud.SageMaker.Capture;

/// <summary>
/// Keeps a sample of what endpoints are asked and answer. Invocations only leave their bodies here; objects are written in
/// the background: a minute (of the cloud's clock) after their first call, sooner when they are big, and when the cloud stops.
/// </summary>
/// <remarks>
/// As on AWS a capture is no part of the invocation: what cannot be written is lost and logged, and so is what comes while
/// <see cref="LargestBuffer"/> bytes wait for a slow disk. A killed process loses what it had not written yet.
/// </remarks>
internal sealed class DataCapture(SageMakerContext context) : IAsyncDisposable
{
    private const long LargestBuffer = 128 << 20;
    private const long LargestBatch = 4 << 20;
    private static readonly TimeSpan _longestWait = TimeSpan.FromMinutes(1);

    private readonly Dictionary<CaptureBatch.Group, CaptureBatch> _open = [];
    private readonly HashSet<Task> _writing = [];
    private readonly Lock _gate = new();
    private long _buffered;
    private long _lost;
    private bool _closed;

    public void Record(CapturedCall call)
    {
        if (!call.Plan.Enabled)
        {
            return;
        }

        lock (_gate)
        {
            if (context.Compute.Random.NextDouble() * 100 >= call.Plan.SamplingPercentage)
            {
                return;
            }

            if (!_closed && _buffered + call.Size <= LargestBuffer)
            {
                Add(call);
                return;
            }

            _lost++;
            if (!_closed)
            {
                return;
            }
        }

        // No batch comes that could say so.
        Log(call, "a call was not kept, because the LocalCloud stops.");
    }

    /// <summary>Removes what a killed process was about to write; before anything is captured.</summary>
    public void Start()
    {
        if (Directory.Exists(context.Folder("capture")))
        {
            Directory.Delete(context.Folder("capture"), recursive: true);
        }
    }

    /// <summary>Writes everything that waits; what comes after it is not kept.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] writing;
        lock (_gate)
        {
            _closed = true;
            foreach (var batch in _open.Values.ToList())
            {
                Close(batch);
            }

            writing = [.. _writing];
        }

        await Task.WhenAll(writing);
    }

    private void Add(CapturedCall call)
    {
        var group = CaptureBatch.Of(call);
        if (!_open.TryGetValue(group, out var batch))
        {
            _open[group] = batch = new CaptureBatch(group, call.Time, NextId());
            batch.Timer = context.Compute.Time.CreateTimer(_ => CloseOnTime(batch), null, _longestWait, Timeout.InfiniteTimeSpan);
        }

        batch.Add(NextId(), call);
        _buffered += call.Size;
        if (batch.Size >= LargestBatch)
        {
            Close(batch);
        }
    }

    private void CloseOnTime(CaptureBatch batch)
    {
        lock (_gate)
        {
            if (_open.TryGetValue(batch.Key, out var open) && open == batch)
            {
                Close(batch);
            }
        }
    }

    private void Close(CaptureBatch batch)
    {
        _open.Remove(batch.Key);
        batch.Timer?.Dispose();
        var (lost, written) = (_lost, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _lost = 0;
        _writing.Add(written.Task);
        _ = Task.Run(async () =>
        {
            try
            {
                await WriteAsync(batch, lost);
            }
            finally
            {
                lock (_gate)
                {
                    _buffered -= batch.Size;
                    _writing.Remove(written.Task);
                }

                // Whatever became of it: who stops waits for it.
                written.SetResult();
            }
        });
    }

    private async Task WriteAsync(CaptureBatch batch, long lost)
    {
        if (lost > 0)
        {
            Log(batch.Calls[0].Call, $"{lost} calls were not kept, because what had been captured before could not be written as fast.");
        }

        try
        {
            await UploadAsync(batch);
        }
        catch (Exception problem)
        {
            // The boundary of a capture: whatever its destination answers, the endpoint serves on.
            Log(batch.Calls[0].Call, $"{batch.Calls.Count} calls could not be written to {batch.Target} as {batch.Key.RoleArn}: {problem.Message}");
        }
    }

    private void Log(CapturedCall call, string message) =>
        context.LogOf(call.EndpointName, call.Variant, "data-capture", $"Data capture: {message}");

    private async Task UploadAsync(CaptureBatch batch)
    {
        var target = batch.Target;
        var path = Path.Combine(Directory.CreateDirectory(context.Folder("capture")).FullName, Path.GetFileName(target.Key));
        try
        {
            await using (var file = File.Create(path))
            {
                CaptureLines.Write(file, batch.Calls);
            }

            var role = context.Session(batch.Key.RoleArn);
            await context.Compute.Objects.UploadAsync(role.Principal, path, target.Bucket, target.Key, CancellationToken.None);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private Guid NextId()
    {
        Span<byte> bytes = stackalloc byte[16];
        context.Compute.Random.NextBytes(bytes);
        (bytes[6], bytes[8]) = ((byte)((bytes[6] & 0x0f) | 0x40), (byte)((bytes[8] & 0x3f) | 0x80));
        return new Guid(bytes, bigEndian: true);
    }
}
