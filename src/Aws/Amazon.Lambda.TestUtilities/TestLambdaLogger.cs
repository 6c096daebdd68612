using System.Text;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.TestUtilities;

/// <summary>A logger that keeps what is written in <see cref="Buffer"/> and writes it to standard output too.</summary>
public class TestLambdaLogger : ILambdaLogger
{
    public StringBuilder Buffer { get; } = new();

    public void Log(string message)
    {
        Buffer.Append(message);
        Console.Write(message);
    }

    public void LogLine(string message)
    {
        Buffer.AppendLine(message);
        Console.WriteLine(message);
    }

    public void Log(string level, string message) => LogLine($"{level}: {message}");

    public void Log(string level, string message, params object[] args) => Log(level, (Exception)null, message, args);

    public void Log(string level, Exception exception, string message, params object[] args)
    {
        var entry = new StringBuilder($"{level}: {message}");
        if (args?.Length > 0)
        {
            entry.AppendLine();
            Array.ForEach(args, argument => entry.Append('\t').Append(argument).AppendLine());
        }

        if (exception is not null)
        {
            entry.AppendLine().AppendLine(exception.ToString());
        }

        LogLine(entry.ToString());
    }
}
