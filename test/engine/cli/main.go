// Command pulumi-language-nodejs is a small language host for Node programs and policy packs.
//
// Pulumi's own language hosts come with a Pulumi installation and are not to be had as Go modules. This one does for the tests what the
// real one does: it starts @pulumi/pulumi's cmd/run for a program and cmd/run-policy-pack for a pack.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"github.com/pulumi/pulumi/sdk/v3"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	"github.com/pulumi/pulumi/sdk/v3/go/common/version"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"
)

// exitedAfterLogging is the exit code of a Node program that has told its error to the user itself.
const exitedAfterLogging = 32

type host struct {
	pulumirpc.UnimplementedLanguageRuntimeServer
	engine string
}

func (h *host) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: version.Version}, nil
}

// GetRequiredPackages names none: the one provider of the tests is in Pulumi.yaml.
func (h *host) GetRequiredPackages(
	context.Context, *pulumirpc.GetRequiredPackagesRequest,
) (*pulumirpc.GetRequiredPackagesResponse, error) {
	return &pulumirpc.GetRequiredPackagesResponse{}, nil
}

func (h *host) GetRequiredPlugins(
	context.Context, *pulumirpc.GetRequiredPluginsRequest,
) (*pulumirpc.GetRequiredPluginsResponse, error) {
	return &pulumirpc.GetRequiredPluginsResponse{}, nil
}

// Run runs a program to its end.
func (h *host) Run(ctx context.Context, req *pulumirpc.RunRequest) (*pulumirpc.RunResponse, error) {
	script, err := sdkScript(req.Info.ProgramDirectory, "run")
	if err != nil {
		return nil, err
	}
	args := []string{
		script,
		"--monitor", req.MonitorAddress, "--engine", h.engine,
		"--project", req.Project, "--stack", req.Stack, "--organization", req.Organization,
		"--pwd", req.Pwd, "--dry-run=" + strconv.FormatBool(req.DryRun), "--query-mode=false",
		"--parallel", strconv.Itoa(int(req.Parallel)),
		req.Info.EntryPoint,
	}
	cmd := exec.CommandContext(ctx, "node", append(args, req.Args...)...)
	cmd.Dir = req.Info.ProgramDirectory
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	cmd.Env = append(os.Environ(), "PULUMI_NODEJS_TYPESCRIPT=true")
	cmd.Env = append(cmd.Env, configuration(req.Config, req.ConfigSecretKeys)...)

	err = cmd.Run()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return &pulumirpc.RunResponse{}, nil
	case errors.As(err, &exit) && exit.ExitCode() == exitedAfterLogging:
		return &pulumirpc.RunResponse{Bail: true}, nil
	default:
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("the program ended with %v", err)}, nil
	}
}

// RunPlugin runs a policy pack until the engine has no more use for it. The pack starts once the stack's configuration is there.
func (h *host) RunPlugin(req *pulumirpc.RunPluginRequest, server pulumirpc.LanguageRuntime_RunPluginServer) error {
	if req.Kind != "analyzer" {
		return fmt.Errorf("this language host runs programs and policy packs, not plugins of kind %q", req.Kind)
	}
	pack := req.Info.ProgramDirectory
	script, err := sdkScript(pack, "run-policy-pack")
	if err != nil {
		return err
	}
	closer, stdout, stderr, err := rpcutil.MakeRunPluginStreams(server, false)
	if err != nil {
		return err
	}
	defer closer.Close()

	ctx := server.Context()
	proxy, packStdout, err := sdk.NewPolicyProxy(ctx, stdout)
	if err != nil {
		return err
	}
	stack, err := proxy.AwaitConfiguration(ctx)
	if err != nil {
		return err
	}

	args := append([]string{script}, req.Args...)
	cmd := exec.CommandContext(ctx, "node", append(args, pack)...)
	cmd.Dir = pack
	cmd.Stdout, cmd.Stderr = packStdout, stderr
	cmd.Env = append(os.Environ(), req.Env...)
	if stack != nil {
		cmd.Env = append(cmd.Env,
			"PULUMI_NODEJS_ORGANIZATION="+stack.Organization, "PULUMI_NODEJS_PROJECT="+stack.Project,
			"PULUMI_NODEJS_STACK="+stack.Stack, "PULUMI_NODEJS_DRY_RUN="+strconv.FormatBool(stack.DryRun))
		cmd.Env = append(cmd.Env, configuration(stack.Config, stack.ConfigSecretKeys)...)
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	return proxy.Attach(ctx, cmd)
}

// sdkScript finds a command of the @pulumi/pulumi that the program or pack has installed, as Node itself would.
func sdkScript(directory, command string) (string, error) {
	for folder := directory; ; folder = filepath.Dir(folder) {
		script := filepath.Join(folder, "node_modules", "@pulumi", "pulumi", "cmd", command)
		if _, err := os.Stat(script); err == nil {
			return script, nil
		}
		if folder == filepath.Dir(folder) {
			return "", fmt.Errorf("the dependencies in %s are not installed; run npm install there", directory)
		}
	}
}

func configuration(values map[string]string, secretKeys []string) []string {
	if values == nil {
		values = map[string]string{}
	}
	if secretKeys == nil {
		secretKeys = []string{}
	}
	config, _ := json.Marshal(values)
	secrets, _ := json.Marshal(secretKeys)
	return []string{"PULUMI_CONFIG=" + string(config), "PULUMI_CONFIG_SECRET_KEYS=" + string(secrets)}
}

func main() {
	engine := os.Args[len(os.Args)-1]
	server, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Init: func(server *grpc.Server) error {
			pulumirpc.RegisterLanguageRuntimeServer(server, &host{engine: engine})
			return nil
		},
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(server.Port)
	if err := <-server.Done; err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
