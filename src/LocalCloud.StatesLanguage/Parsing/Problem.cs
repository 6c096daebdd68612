namespace LocalCloud.StatesLanguage.Parsing;

/// <summary>One thing wrong with a definition: code and message as AWS words them, and where (<c>/States/Train/Retry[0]</c>).</summary>
public sealed record Problem(string Code, string Location, string Message)
{
    public const string Schema = "SCHEMA_VALIDATION_FAILED";
    public const string MissingTransition = "MISSING_TRANSITION_TARGET";
    public const string InvalidJson = "INVALID_JSON_DESCRIPTION";

    public override string ToString() => $"{Code}: {Message} at {Location}";
}
