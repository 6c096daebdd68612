using System.Net;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.IdentityManagement;

/// <summary>One operation of an AWS Query service: a form out, XML back.</summary>
internal sealed class QueryOperation<TRequest, TResponse>(
    string name, Func<TRequest, IEnumerable<(string Name, string Value)>> write, Func<XElement, TResponse> read)
    : XmlResponseUnmarshaller, IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse
{
    /// <summary>The pipeline writes into its options, so every call gets its own.</summary>
    public InvokeOptions CreateOptions() => new() { RequestMarshaller = this, ResponseUnmarshaller = this };

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, "Amazon.IdentityManagement");
        request.Parameters.Add("Action", name);
        request.Parameters.Add("Version", "2010-05-08");
        foreach (var (member, value) in write((TRequest)input))
        {
            if (value is not null)
            {
                request.Parameters.Add(member, value);
            }
        }

        return request;
    }

    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext context) =>
        read(XDocument.Load(context.Stream).Root.Elements().First(element => element.Name.LocalName == $"{name}Result"));

    public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
    {
        var error = XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(context);
        return IdentityManagementOperations.Error(error, innerException, statusCode);
    }
}
