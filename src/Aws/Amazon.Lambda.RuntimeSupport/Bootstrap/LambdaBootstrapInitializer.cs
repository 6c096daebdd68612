namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Runs once before the first invocation; false ends the process. What it throws is reported as an init error.</summary>
public delegate Task<bool> LambdaBootstrapInitializer();
