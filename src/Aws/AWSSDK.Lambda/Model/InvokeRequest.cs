namespace Amazon.Lambda.Model;

/// <summary>Input of Invoke. The payload is given as text or as a stream, not as both.</summary>
public class InvokeRequest : AmazonLambdaRequest
{
    private string _payload;

    public string ClientContextBase64 { get; set; }

    public string FunctionName { get; set; }

    public InvocationType InvocationType { get; set; }

    public LogType LogType { get; set; }

    /// <summary>JSON; setting it sets <see cref="PayloadStream"/> to its UTF-8 bytes.</summary>
    public string Payload
    {
        get => _payload;
        set
        {
            _payload = value;
            PayloadStream = value is null ? null : new MemoryStream(System.Text.Encoding.UTF8.GetBytes(value));
        }
    }

    public MemoryStream PayloadStream { get; set; }

    public string Qualifier { get; set; }
}
