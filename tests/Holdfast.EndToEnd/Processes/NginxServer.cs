using System.Net.Sockets;

namespace Holdfast.EndToEnd;

/// <summary>
/// A real nginx in one process, so that kill -9 ends all of it. Serves files of known content, takes uploads below /put/, answers POST /post,
/// trickles the files below /slow/, and names itself in X-Server.
/// </summary>
internal sealed class NginxServer : IDisposable
{
    private readonly string directory;
    private ChildProcess? process;

    public NginxServer(Workplace place, string name)
    {
        Name = name;
        directory = place.File(name);
        Port = Ports.Free();
        Directory.CreateDirectory(Path.Combine(FileDirectory, "put"));
        Directory.CreateDirectory(Path.Combine(directory, "scratch"));
        Files.WriteAll(FileDirectory);
        File.WriteAllText(Path.Combine(directory, "nginx.conf"), Config());
        Start();
    }

    public string Name { get; }

    public int Port { get; }

    public string Address => $"127.0.0.1:{Port}";

    public string FileDirectory => Path.Combine(directory, "files");

    public void Start()
    {
        process = new ChildProcess(directory, "nginx", "-p", directory, "-c", "nginx.conf", "-e", Path.Combine(directory, "error.log"));
        Patience.Until(IsListening, () => $"nginx; it said: {process.Error}");
    }

    /// <summary>kill -9.</summary>
    public void Kill() => process!.Kill();

    public void Dispose() => process?.Dispose();

    private bool IsListening()
    {
        process!.HasExited.ShouldBeFalse(process.Error);
        try
        {
            using TcpClient client = new("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private string Config() =>
        $$"""
        daemon off;
        master_process off;
        pid nginx.pid;
        events { worker_connections 8192; }
        http {
          access_log off;
          client_body_temp_path scratch/body; proxy_temp_path scratch/proxy; fastcgi_temp_path scratch/fastcgi;
          uwsgi_temp_path scratch/uwsgi; scgi_temp_path scratch/scgi;
          types { text/plain txt; }
          default_type application/octet-stream;
          sendfile on;
          keepalive_requests 100000000;
          client_max_body_size 0;
          gzip on; gzip_types text/plain; gzip_min_length 200;
          server {
            listen 127.0.0.1:{{Port}} backlog=4096;
            root files;
            add_header X-Server {{Name}} always;
            location = /post { return 200 "taken\n"; }
            location /put/ { dav_methods PUT DELETE; create_full_put_path on; }
            location /slow/ { alias files/; limit_rate 25k; }
          }
        }

        """;
}
