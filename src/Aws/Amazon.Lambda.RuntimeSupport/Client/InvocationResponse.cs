namespace Amazon.Lambda.RuntimeSupport;

/// <summary>What an invocation answers, from the stream's current position on.</summary>
public class InvocationResponse
{
    public InvocationResponse(Stream outputStream) : this(outputStream, true) { }

    public InvocationResponse(Stream outputStream, bool disposeOutputStream)
    {
        ArgumentNullException.ThrowIfNull(outputStream);
        OutputStream = outputStream;
        DisposeOutputStream = disposeOutputStream;
    }

    public Stream OutputStream { get; set; }

    /// <summary>Whether the bootstrap disposes the stream once it is sent.</summary>
    public bool DisposeOutputStream { get; private set; }
}
