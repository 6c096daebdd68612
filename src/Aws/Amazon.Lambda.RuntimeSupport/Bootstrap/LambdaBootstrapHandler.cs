namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Serves one invocation. What it throws is reported as the invocation's error.</summary>
public delegate Task<InvocationResponse> LambdaBootstrapHandler(InvocationRequest invocation);
