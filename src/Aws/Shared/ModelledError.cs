using Amazon.Runtime;

namespace Amazon.Shared;

/// <summary>An error code that an operation's model names, and the exception that stands for it.</summary>
internal sealed record ModelledError(string Code, Func<ErrorReply, AmazonServiceException> Create);
