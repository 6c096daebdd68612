namespace Amazon.Lambda.Core;

/// <summary>What the mobile SDK says of the client application and its device.</summary>
public interface IClientContext
{
    IDictionary<string, string> Environment { get; }

    IClientApplication Client { get; }

    IDictionary<string, string> Custom { get; }
}
