namespace Amazon.Lambda.Model;

/// <summary>Where a function's log goes, as far as it is read here.</summary>
public class LoggingConfig
{
    public string LogGroup { get; set; }
}
