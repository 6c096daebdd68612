using System.Text;
using Amazon.Util;

namespace Amazon.Lambda.Model;

/// <summary>
/// Input of Invoke. <see cref="Payload"/> and <see cref="ClientContext"/> are views, as text, of
/// <see cref="PayloadStream"/> and <see cref="ClientContextBase64"/>: setting one sets the other.
/// </summary>
public class InvokeRequest : AmazonLambdaRequest
{
    public string ClientContext
    {
        get => ClientContextBase64 is { } encoded ? Encoding.UTF8.GetString(Convert.FromBase64String(encoded)) : null;
        set => ClientContextBase64 = value is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(value));
    }

    public string ClientContextBase64 { get; set; }

    public string DurableExecutionName { get; set; }

    public string FunctionName { get; set; }

    public InvocationType InvocationType { get; set; }

    public LogType LogType { get; set; }

    /// <summary>JSON. Reading it reads the rest of the stream and rewinds it.</summary>
    public string Payload
    {
        get
        {
            if (PayloadStream is not { } stream)
            {
                return null;
            }

            var text = new StreamReader(stream).ReadToEnd();
            stream.Position = 0;
            return text;
        }
        set => PayloadStream = value is null ? null : AWSSDKUtils.GenerateMemoryStreamFromString(value);
    }

    public MemoryStream PayloadStream { get; set; }

    public string Qualifier { get; set; }

    public string TenantId { get; set; }
}
