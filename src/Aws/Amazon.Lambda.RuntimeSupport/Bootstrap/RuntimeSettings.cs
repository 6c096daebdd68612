using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Bootstrap;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>What a bootstrap may be given beside its handler; every part may be null.</summary>
internal sealed record RuntimeSettings(LambdaBootstrapInitializer Initializer, LambdaBootstrapOptions Options, ILambdaSerializer Serializer);
