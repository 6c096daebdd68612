using System.Text;

namespace Amazon.Lambda.Core;

/// <summary>Writes to the function's log without a context: to standard output, or to where the runtime sends it.</summary>
public static class LambdaLogger
{
    private static Action<string, Exception, string, object[]> _sink = WriteToConsole;

    public static void Log(string message) => _sink(null, null, message, []);

    public static void Log(string level, string message, params object[] args) => _sink(level, null, message, args);

    public static void Log(LogLevel level, string message, params object[] args) => Log(level.ToString(), message, args);

    public static void Log(string level, Exception exception, string message, params object[] args) =>
        _sink(level, exception, message, args);

    public static void Log(LogLevel level, Exception exception, string message, params object[] args) =>
        Log(level.ToString(), exception, message, args);

    /// <summary>Sends everything to the runtime's log from here on. The level is null for a message without one.</summary>
    internal static void SetSink(Action<string, Exception, string, object[]> sink) => _sink = sink;

    private static void WriteToConsole(string level, Exception exception, string message, object[] args)
    {
        var line = new StringBuilder();
        if (level is not null)
        {
            line.Append(level).Append(": ");
        }

        line.Append(message);
        if (args?.Length > 0)
        {
            line.Append(" Arguments:");
            Array.ForEach(args, argument => line.Append(" \"").Append(argument).Append('"'));
        }

        Console.WriteLine(line.ToString());
        if (exception is not null)
        {
            Console.WriteLine(exception);
        }
    }
}
