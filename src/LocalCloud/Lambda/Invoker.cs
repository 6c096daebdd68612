using LocalCloud.Api;

namespace LocalCloud.Lambda;

/// <summary>Runs a function; an asynchronous invocation has no caller.</summary>
internal delegate Task<InvocationResult> Invoker(
    FunctionConfiguration function, string requestId, string payload, Principal? caller, CancellationToken cancellationToken);
