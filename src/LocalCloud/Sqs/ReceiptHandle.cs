using System.Globalization;
using System.Text;
using LocalCloud.Api;

namespace LocalCloud.Sqs;

/// <summary>Names one receipt of a message: a later receipt of the same message makes it stale.</summary>
internal sealed record ReceiptHandle(string Queue, long Sequence, int ReceiveCount)
{
    public override string ToString() => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Queue} {Sequence} {ReceiveCount}")));

    public static ReceiptHandle Parse(string text, string queue)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(' ') is [var name, var sequence, var count]
            && name == queue
            && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var received)
            ? new(name, number, received)
            : throw new AwsException("ReceiptHandleIsInvalid", 404, $"The input receipt handle \"{text}\" is not a valid receipt handle.");
    }
}
