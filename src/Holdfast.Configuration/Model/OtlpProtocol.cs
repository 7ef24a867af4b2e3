namespace Holdfast.Configuration;

public enum OtlpProtocol : byte
{
    /// <summary>Protobuf over HTTP/1.1, port 4318 by convention.</summary>
    HttpProtobuf = 0,
}
