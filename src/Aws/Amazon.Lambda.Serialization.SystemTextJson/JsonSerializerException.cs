namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>A payload that is not of the handler's type, or a result that cannot be written.</summary>
public class JsonSerializerException : Exception
{
    public JsonSerializerException(string message) : base(message) { }

    public JsonSerializerException(string message, Exception exception) : base(message, exception) { }
}
