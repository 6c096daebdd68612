namespace Amazon.Lambda.Core;

/// <summary>The X-Ray trace header of the invocation that is being served; null outside of one.</summary>
public class LambdaTraceProvider
{
    private static string _current;

    public static string CurrentTraceId => _current;

    internal static void SetCurrentTraceId(string traceId) => _current = traceId;
}
